export * from './clusters';
export * from './details';
export * from './FakeFleet';
export * from './views';
export * from './entities';
export * from './syncs';
export * from './errors';
export * from './GatewayFleet';
