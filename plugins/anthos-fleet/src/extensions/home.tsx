import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';
import { OPEN_ERRORS, OWN_SERVICES } from '../homeWidgets';
import { partsOf } from '../components/home/partsOf';

/** The services of the person who looks that are not in sync. */
export const ownServicesWidget = HomePageWidgetBlueprint.make({
  name: 'own-services',
  params: {
    ...OWN_SERVICES,
    components: () =>
      import('../components/home/OwnServicesWidget').then(m =>
        partsOf(m.OwnServicesWidget),
      ),
  },
});

/** The open errors of the fleet. */
export const openErrorsWidget = HomePageWidgetBlueprint.make({
  name: 'open-errors',
  params: {
    ...OPEN_ERRORS,
    components: () =>
      import('../components/home/OpenErrorsWidget').then(m =>
        partsOf(m.OpenErrorsWidget),
      ),
  },
});
