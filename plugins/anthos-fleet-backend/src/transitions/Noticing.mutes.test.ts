import type { MuteTarget } from 'backstage-plugin-anthos-fleet-common';
import type { Knex } from 'knex';
import { createTestDatabases } from '../__testUtils__/databases';
import { EVERYTHING } from '../store';
import { NoticedFleet, OUTBOX } from './__testUtils__/NoticedFleet';
import { brief, broken, CLUSTERS, synced } from './__testUtils__/notices';

jest.setTimeout(60_000);

const DAY = 24 * 60 * 60_000;
const [a, b] = CLUSTERS;

describe('Noticing, mutes', () => {
  const databases = createTestDatabases();

  describe.each(databases.eachSupportedId())('on %s', id => {
    let knex: Knex;
    let fleet: NoticedFleet;

    beforeEach(async () => {
      knex = await databases.init(id);
      fleet = await NoticedFleet.create(knex);
      await fleet.register(CLUSTERS);
    });

    afterEach(async () => {
      await knex.destroy();
    });

    const breakOn = (count: number) =>
      fleet.sweepTimes(2, CLUSTERS.slice(0, count), [broken('maps')]);

    describe('muted', () => {
      const mute = (target: MuteTarget) =>
        fleet.noticing.mutes.create(
          {
            target,
            reason: 'We know.',
            expiresAt: new Date(fleet.now.getTime() + DAY).toISOString(),
          },
          'user:default/anna',
          EVERYTHING,
        );

      it.each([
        ['the error', { fingerprint: 'f1' }, []],
        [
          'another error',
          { fingerprint: 'f2' },
          ['on 2 clusters', 'on 2 clusters'],
        ],
        ['one cluster', { cluster: a.ref }, ['on dc1-prod', 'on dc1-prod']],
        ['the namespace', { namespace: 'maps' }, []],
        [
          'the namespace on one cluster',
          { namespace: 'maps', cluster: b.ref },
          ['on dc0-prod', 'on dc0-prod'],
        ],
      ])('by %s tells the rest', async (_, target, expected) => {
        await mute(target);
        await breakOn(2);
        expect(brief(await fleet.deliver()).map(([, title]) => title)).toEqual(
          expected.map(where => `The cluster refused an object ${where}`),
        );
      });

      it('goes on in history, and is told when the mute expires', async () => {
        await mute({ fingerprint: 'f1' });
        await breakOn(1);
        expect(await fleet.deliver()).toEqual([]);
        expect(await fleet.history()).toContain('error-group new > open');
        expect(await fleet.deliver(DAY)).toEqual([]);
        expect(await fleet.deliver()).toHaveLength(2);
        expect(await fleet.deliver(DAY)).toEqual([]);
      });

      it('is told again when a mute ends early, though it was told before', async () => {
        await breakOn(1);
        expect(await fleet.deliver()).toHaveLength(2);
        const { id: muteId } = await mute({
          cluster: a.ref,
          namespace: 'maps',
        });
        await breakOn(2);
        const others = await fleet.deliver(OUTBOX.updateMs);
        expect(others).toEqual([]);
        expect(await fleet.noticing.mutes.delete(muteId, EVERYTHING)).toBe(
          true,
        );
        expect(await fleet.noticing.mutes.delete(muteId, EVERYTHING)).toBe(
          false,
        );
        expect(brief(await fleet.deliver()).map(([, title]) => title)).toEqual([
          'The cluster refused an object on 2 clusters',
          'The cluster refused an object on 2 clusters',
        ]);
      });

      it('is not told again of what healed meanwhile', async () => {
        await mute({ fingerprint: 'f1' });
        await breakOn(1);
        await fleet.readTimes(2, a, [synced('maps')]);
        await fleet.deliver();
        await fleet.deliver(DAY);
        expect(await fleet.deliver()).toEqual([]);
      });

      it('clears what was told before, since it is over', async () => {
        await breakOn(1);
        await fleet.deliver();
        await mute({ fingerprint: 'f1' });
        await fleet.readTimes(2, a, [synced('maps')]);
        expect(brief(await fleet.deliver())[0][1]).toBe(
          'Healed: The cluster refused an object',
        );
      });
    });
  });
});
