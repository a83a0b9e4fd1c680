import '@hallcall/ui/theme.css';
import './kiosk.css';
import { mount } from '@hallcall/ui';
import { Kiosk } from './kiosk.tsx';
import { browserPorts, openAgentLink } from './link/agent-link.ts';
import { AgentProvider } from './link/use-agent.tsx';

const agent = openAgentLink(browserPorts);

mount(
  <AgentProvider agent={agent}>
    <Kiosk />
  </AgentProvider>,
  { scale: 'kiosk', keepAs: null },
);
