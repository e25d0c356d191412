import { describe, expect, it } from 'vitest';
import { siteKinds, snippetFor, type Wanted } from './snippets.ts';

const wanted: Wanted = {
  options: { view: 'nodes', autoplay: 'true', run: 'kubectl get pods\nkubectl get sts' },
  link: null,
  folder: 'https://lab.example/',
  title: 'Pods "by" node',
};

describe('the code to paste', () => {
  it.each(siteKinds.filter((kind) => kind !== 'iframe'))('%s: the element, and the script that shows it', (kind) => {
    const code = snippetFor(kind, wanted);
    expect(code).toContain('https://lab.example/embed.js');
    expect(code).toContain(
      '<statefulset-lab title="Pods &quot;by&quot; node" view="nodes" autoplay run="kubectl get pods&#10;',
    );
  });

  it('reserves the height of a narrow figure, in the notation of the site', () => {
    expect(snippetFor('html', wanted)).toContain(' style="display: grid; min-height: 640px">');
    expect(snippetFor('docusaurus', wanted)).toContain(" style={{ display: 'grid', minHeight: 640 }}>");
    expect(snippetFor('iframe', { ...wanted, options: {} })).toContain('height: 500px');
  });

  it('iframe: a sandboxed frame with a title', () => {
    const code = snippetFor('iframe', { ...wanted, link: 'v2.abc' });
    expect(code).toContain('src="https://lab.example/embed.html?view=nodes&amp;autoplay=true&amp;run=');
    expect(code).toContain('#v2.abc"');
    expect(code).toContain('sandbox="allow-scripts');
    expect(code).toContain('title="Pods &quot;by&quot; node"');
  });
});
