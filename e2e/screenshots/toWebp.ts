import type { Page } from '@playwright/test';

const QUALITY = 0.8;

/** Makes a picture small, by the browser that is there anyway. */
export async function toWebp(page: Page, png: Buffer): Promise<Buffer> {
  // A page of its own: the portal's own rules for content may forbid pictures from data.
  const blank = await page.context().newPage();
  try {
    const url = await blank.evaluate(
      async ({ source, quality }) => {
        const image = new Image();
        image.src = source;
        await image.decode();
        const canvas = document.createElement('canvas');
        canvas.width = image.naturalWidth;
        canvas.height = image.naturalHeight;
        canvas.getContext('2d')!.drawImage(image, 0, 0);
        return canvas.toDataURL('image/webp', quality);
      },
      {
        source: `data:image/png;base64,${png.toString('base64')}`,
        quality: QUALITY,
      },
    );
    return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
  } finally {
    await blank.close();
  }
}
