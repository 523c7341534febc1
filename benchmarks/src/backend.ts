import { createBenchBackend } from './createBenchBackend';

createBenchBackend().start();
