import '@hallcall/ui/theme.css';
import './hall/hall.css';
import { mount } from '@hallcall/ui';
import { ConsoleApp } from './console-app.tsx';
import { EntryPage } from './hall/entry-page.tsx';

// One entry, two addresses: `/` is the sample's hall page or the chooser, `/console/` the console.
mount(location.pathname.startsWith('/console') ? <ConsoleApp /> : <EntryPage />, { scale: 'desk', keepAs: 'console' });
