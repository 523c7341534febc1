import type { Browser } from '@playwright/test';
import { LARGE, largeFleet, PROJECT, UNHURRIED } from '../largeFleet';
import { quantile } from '../load';
import { Portal, type Connection } from '../Portal';
import { ms, print, ratio, type RawData } from '../report';
import { untilQuiet } from '../untilQuiet';
import { buildApp } from './buildApp';
import { FLOOR, VIEWS, type View } from './views';
import { startBrowser, Visitor, type Visit } from './Visitor';

const ROUNDS = 3;

/** How soon a browser shows the pages of a large fleet, and whether they scroll smoothly. */
export async function paint({
  folder,
  connection,
  raw,
}: {
  folder: string;
  connection: Connection;
  raw: RawData;
}) {
  print('  building the front end ...');
  const app = await buildApp();
  const emulator = await largeFleet(LARGE);
  const portal = await Portal.start({
    folder,
    connection,
    fleet: PROJECT,
    emulator,
    sweep: UNHURRIED,
    entities: [],
    backend: require.resolve('./backend'),
    app,
  });
  const browser = await startBrowser();
  try {
    print(`  reading ${LARGE.clusters} clusters ...`);
    await portal.clustersRead(LARGE.clusters);
    await untilQuiet(emulator, LARGE.clusters);
    for (const view of VIEWS) {
      await measure(browser, portal.url, view, raw);
    }
  } finally {
    await browser.close();
    await portal.stop();
    await emulator.close();
  }
}

/** Measures a view and the floor in turns, so that whatever else the machine does hits both alike. */
async function measure(
  browser: Browser,
  url: string,
  view: View,
  raw: RawData,
) {
  const first: Visit[] = [];
  const again: Visit[] = [];
  const floorFirst: Visit[] = [];
  const floorAgain: Visit[] = [];
  const within: Visit[] = [];
  const scrolls = [];
  for (let round = 0; round < ROUNDS; round++) {
    const idle = await Visitor.come(browser, url);
    floorFirst.push(await idle.open(FLOOR));
    floorAgain.push(await idle.open(FLOOR));
    await idle.leave();
    const visitor = await Visitor.come(browser, url);
    first.push(await visitor.open(view));
    again.push(await visitor.open(view));
    scrolls.push(await visitor.scroll());
    await visitor.open(view.path === '/fleet' ? VIEWS[1] : VIEWS[0]);
    within.push(await visitor.follow(view));
    await visitor.leave();
  }
  report(view, { first, again, within, floorFirst, floorAgain, scrolls }, raw);
}

const median = (values: number[]) => quantile(values, 0.5);
const painted = (visits: Visit[]) => median(visits.map(it => it.paintedAt));

function report(
  { name }: View,
  measured: {
    first: Visit[];
    again: Visit[];
    within: Visit[];
    floorFirst: Visit[];
    floorAgain: Visit[];
    scrolls: { longestTask: number; longestFrame: number }[];
  },
  raw: RawData,
) {
  const { first, again, within, floorFirst, floorAgain, scrolls } = measured;
  raw.add('paint', { ...LARGE, view: name, ...measured });
  const against = (visits: Visit[], floor: Visit[]) =>
    `${ms(painted(visits))}, floor ${ms(painted(floor))}, ratio ${ratio(
      painted(visits),
      painted(floor),
    )}`;
  print(
    `  ${name.padEnd(10)} first visit ${against(
      first,
      floorFirst,
    )}; again ${against(again, floorAgain)}; from another tab ${ms(
      painted(within),
    )}`,
  );
  const counts = (visits: Visit[]) =>
    [...new Set(visits.map(({ requests }) => requests.length))].join(' or ');
  print(
    `  ${''.padEnd(10)} requests ${counts(first)}, again ${counts(
      again,
    )} (unchanged ${median(
      again.map(({ unchanged }) => unchanged),
    )}, signals ${[...first, ...again].reduce(
      (sum, { signals }) => sum + signals,
      0,
    )}); longest task until painted ${ms(
      median(first.map(it => it.longestBefore)),
    )}, afterwards ${ms(
      median(first.map(it => it.longestAfter)),
    )}, from another tab ${ms(
      median(within.map(it => it.longestBefore)),
    )}, while scrolling ${ms(
      median(scrolls.map(it => it.longestTask)),
    )}, longest frame ${ms(median(scrolls.map(it => it.longestFrame)))}`,
  );
}
