import { createBenchBackend } from '../createBenchBackend';

// With the built app, and with what keeps open pages up to date.
const backend = createBenchBackend();
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.start();
