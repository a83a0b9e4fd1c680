import '@hallcall/ui/theme.css';
import './kiosk.css';
import { mount, pageShell } from '@hallcall/ui';
import { Kiosk } from './kiosk.tsx';
import { browserPorts, openAgentLink } from './link/agent-link.ts';
import { AgentProvider } from './link/use-agent.tsx';
import { Maintenance } from './maintenance/maintenance.tsx';

const agent = openAgentLink(browserPorts);
const shell = pageShell();

mount(
  <AgentProvider agent={agent}>
    <Kiosk shell={shell} />
    <Maintenance shell={shell} post={browserPorts.post} />
  </AgentProvider>,
  { scale: 'kiosk', keepAs: null },
);
