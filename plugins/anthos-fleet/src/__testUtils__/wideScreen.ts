// Makes the screen of a test wide. To be imported before anything else: the design system looks at
// the screen when it is loaded, and jsdom's is taken for a narrow one.
Object.defineProperty(window, 'matchMedia', {
  configurable: true,
  value: (media: string) => ({
    media,
    matches: /min-width/.test(media),
    addEventListener: () => {},
    removeEventListener: () => {},
    addListener: () => {},
    removeListener: () => {},
  }),
});

export {};
