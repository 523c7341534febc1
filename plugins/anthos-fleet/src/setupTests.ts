import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// Whole pages in jsdom, looked at by role and by axe, take seconds on a busy machine.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 10_000 });
