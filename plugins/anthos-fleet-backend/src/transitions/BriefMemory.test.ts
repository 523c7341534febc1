import { EVERYTHING, type Visible } from '../store';
import { BriefMemory } from './BriefMemory';

const at = (ms: number) => new Date(Date.UTC(2026, 0, 1) + ms);

describe('BriefMemory', () => {
  it('answers those who ask the same together, for a moment', async () => {
    const memory = new BriefMemory<number>();
    let made = 0;
    const ask = (ms: number, visible: Visible = EVERYTHING) =>
      memory.get(visible, at(ms), async () => ++made);
    expect([await ask(0), await ask(1_999), await ask(2_000)]).toEqual([
      1, 1, 2,
    ]);
    expect(
      await ask(2_000, { clusters: undefined, packageSyncs: 'none' }),
    ).toBe(3);
    expect(await ask(2_000)).toBe(2);
  });

  it('does not keep a failure', async () => {
    const memory = new BriefMemory<number>();
    await expect(
      memory.get(EVERYTHING, at(0), async () => {
        throw new Error('no database');
      }),
    ).rejects.toThrow('no database');
    await expect(memory.get(EVERYTHING, at(0), async () => 1)).resolves.toBe(1);
  });
});
