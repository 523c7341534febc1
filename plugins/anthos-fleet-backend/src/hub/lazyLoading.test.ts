import { PROJECT, readerOf } from './__testUtils__/fleet';
import { createHubReader } from './index';

// Loading either of Google's libraries fails in this file.
jest.mock('googleapis/build/src/apis/gkehub/v1', () => {
  throw new Error('loaded googleapis');
});
jest.mock('googleapis', () => {
  throw new Error('loaded the whole of googleapis');
});
jest.mock('google-auth-library', () => {
  throw new Error('loaded google-auth-library');
});

describe('what a start loads', () => {
  it('holds nothing of Google, not even with a fleet configured', () => {
    expect(readerOf('http://127.0.0.1:1')).toBeDefined();
    expect(createHubReader).toBeDefined();
  });

  it('cannot stop a reading from giving an answer', async () => {
    const reading = await readerOf('http://127.0.0.1:1').readFleet();
    expect(reading).toMatchObject({
      fleet: PROJECT,
      clusters: {
        outcome: 'invalid',
        message: expect.stringContaining('loaded googleapis'),
      },
    });
  });
});
