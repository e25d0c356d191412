/** Renders texts of lessons: a subset of Markdown as elements, never as HTML. */
import { fromMarkdown } from 'mdast-util-from-markdown';
import { cjkFriendlyExtension } from 'micromark-extension-cjk-friendly';
import { Fragment, type ReactNode, useMemo } from 'react';
import { withoutFoldedBlanks } from '../../lessons/format/folded.ts';

type Node = ReturnType<typeof fromMarkdown>['children'][number];
const extensions = [cjkFriendlyExtension()];

/** Renders paragraphs, emphasis, code and lists; for everything else, only its text. */
export function Markdown({ text }: { readonly text: string }) {
  const tree = useMemo(() => fromMarkdown(text, { extensions }), [text]);
  return <>{tree.children.map(element)}</>;
}

function element(node: Node, key: number): ReactNode {
  const inner = 'children' in node ? (node.children as Node[]).map(element) : null;
  switch (node.type) {
    case 'paragraph':
      return <p key={key}>{inner}</p>;
    case 'strong':
      return <strong key={key}>{inner}</strong>;
    case 'emphasis':
      return <em key={key}>{inner}</em>;
    case 'inlineCode':
      return <code key={key}>{node.value}</code>;
    case 'code':
      return (
        <pre key={key}>
          <code>{node.value}</code>
        </pre>
      );
    case 'list':
      return node.ordered ? <ol key={key}>{inner}</ol> : <ul key={key}>{inner}</ul>;
    case 'listItem':
      return <li key={key}>{inner}</li>;
    case 'text':
    case 'html':
      return withoutFoldedBlanks(node.value);
    default:
      return <Fragment key={key}>{inner}</Fragment>;
  }
}
