import '@hallcall/ui/theme.css';
import './ticket.css';
import { mount } from '@hallcall/ui';
import { TicketPage } from './ticket-page.tsx';

// The telephone is its owner's: what it speaks is what its owner reads.
const language = navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en';

mount(<TicketPage address={`${location.origin}${location.pathname}`} />, { scale: 'desk', keepAs: 'ticket', language });
