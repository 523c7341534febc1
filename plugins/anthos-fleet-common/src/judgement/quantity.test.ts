import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each<[text: string, amount: number | undefined]>([
    ['0', 0],
    ['4', 4],
    ['500m', 0.5],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['5.', 5],
    ['250u', 0.00025],
    ['2Gi', 2 ** 31],
    ['6656Mi', 6656 * 2 ** 20],
    ['1e3', 1000],
    ['1E', 1e18],
    ['1E3', 1000],
    ['12E-2', 0.12],
    ['-1', -1],
    ['+3k', 3000],
    ['', undefined],
    ['Gi', undefined],
    ['4 Gi', undefined],
    ['4gb', undefined],
    ['1e3Gi', undefined],
    ['4\n', undefined],
    ['NaN', undefined],
    ['9'.repeat(10_000), undefined],
  ])('reads %j as %p', (text, amount) => {
    const parsed = parseQuantity(text);
    expect(parsed === undefined ? parsed : Number(parsed.toPrecision(12))).toBe(
      amount,
    );
  });
});
