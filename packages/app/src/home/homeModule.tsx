import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageLayoutBlueprint } from '@backstage/plugin-home-react/alpha';

const homeLayout = HomePageLayoutBlueprint.make({
  params: {
    loader: () => import('./HomeLayout').then(m => m.HomeLayout),
  },
});

/** The home page of the demo portal: what concerns the person who opens it, side by side. */
export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [homeLayout],
});
