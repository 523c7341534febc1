import { createApp } from '@backstage/frontend-defaults';
import { homeModule } from './home';
import { navModule } from './nav';
import { signInModule } from './signIn';

// The plugins come from package.json: `app.packages` in app-config.yaml says which.
export const app = createApp({
  features: [homeModule, navModule, signInModule],
});
