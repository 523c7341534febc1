import { ProxiedSignInPage } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

// The guest provider hands out its identity to whoever asks, so nobody needs to press a button.
const guestSignIn = SignInPageBlueprint.make({
  params: {
    loader: async () => props =>
      <ProxiedSignInPage {...props} provider="guest" />,
  },
});

/** Signs everybody in as a guest. */
export const signInModule = createFrontendModule({
  pluginId: 'app',
  extensions: [guestSignIn],
});
