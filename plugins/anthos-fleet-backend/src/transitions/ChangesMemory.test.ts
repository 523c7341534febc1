import type { FleetChanges } from 'backstage-plugin-anthos-fleet-common';
import { EVERYTHING, type Visible } from '../store';
import { ChangesMemory } from './ChangesMemory';

const changes = (worse: number): FleetChanges => ({
  hours: 24,
  worse,
  new: 0,
  better: 0,
  truncated: false,
  items: [],
});
const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);

describe('ChangesMemory', () => {
  it('answers those who see the same together, for a moment', async () => {
    const memory = new ChangesMemory();
    let made = 0;
    const ask = async (ms: number, visible: Visible = EVERYTHING) =>
      (await memory.get(visible, at(ms), async () => changes(++made))).worse;
    expect([await ask(0), await ask(1_999), await ask(2_000)]).toEqual([
      1, 1, 2,
    ]);
    expect(
      await ask(2_000, { clusters: undefined, packageSyncs: 'none' }),
    ).toBe(3);
    expect(await ask(2_000)).toBe(2);
  });

  it('does not keep a failure', async () => {
    const memory = new ChangesMemory();
    await expect(
      memory.get(EVERYTHING, at(0), async () => {
        throw new Error('no database');
      }),
    ).rejects.toThrow('no database');
    await expect(
      memory.get(EVERYTHING, at(0), async () => changes(1)),
    ).resolves.toMatchObject({ worse: 1 });
  });
});
