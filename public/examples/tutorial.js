// Command lines break at blanks only, not within an option such as --replicas=1.
for (const code of document.querySelectorAll('.try code')) {
  const words = code.textContent.split(/(\s+)/).map((text) => {
    if (!text.trim()) return text;
    const word = document.createElement('span');
    word.textContent = text;
    return word;
  });
  code.replaceChildren(...words);
}

// Runs the commands of the buttons in the figure above them, and switches between
// light and dark. The figures follow by themselves.
document.querySelectorAll('.try').forEach((area) => {
  const figureOf = () => area.closest('section').querySelector('statefulset-lab');
  const output = area.querySelector('output');
  area.addEventListener('click', async ({ target }) => {
    const button = target.closest('[data-run]');
    if (button === null) return;
    button.setAttribute('aria-busy', 'true');
    try {
      const { stdout, stderr } = await figureOf().run(button.dataset.run);
      output.textContent = stdout + stderr;
    } catch (error) {
      output.textContent = error.message;
    } finally {
      button.removeAttribute('aria-busy');
    }
  });
});

document.querySelector('[data-switch]').addEventListener('click', () => {
  const { dataset } = document.documentElement;
  const isDark =
    dataset.theme === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : dataset.theme === 'dark';
  dataset.theme = isDark ? 'light' : 'dark';
});
