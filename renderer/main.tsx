import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { chooseTransport } from './api/choose-transport.ts';
import { stepInAddress } from './app/address.ts';
import { createWizardStore } from './store/wizard-store.ts';
import './app/base.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no root');
const step = stepInAddress(window.location.hash);
const transport = chooseTransport();
const store = createWizardStore(transport);
void store.getState().load(step);
createRoot(root).render(
  <StrictMode>
    <App store={store} transport={transport} />
  </StrictMode>,
);
