export * from './clusters';
export * from './FakeFleet';
export * from './views';
export * from './entities';
