// Checks that comments use plain words: a doc comment begins with what the code does, and precious words are refused.

const riddle = /^(What|Whether|Who|Whose|Whoever|Whatever|That)\b/;
const precious =
  /\b(told|fates?|baton|relive\w*|manuscript|patience|anew|lately|misfortune|whence|thereby|come apart|lets? go of)\b/i;
/** Parts of identifiers: `isTold`, `fateOf`. */
const preciousPart = /^(told|fates?|baton|relive|manuscript|patience|anew|lately)$/;

/**
 * Judges one comment.
 * @param {string} text Of the comment, without its delimiters.
 * @returns {string | null} The complaint, or null.
 */
export function judgeComment(text) {
  const words = text
    .replace(/^\*/, '')
    .replace(/^\s*\* ?/gm, '')
    .trim();
  const [opening] = riddle.exec(words) ?? [];
  if (opening) return `Say what it is or does, instead of “${opening} …”: “Returns …”, “Options of …”.`;
  const [word] = precious.exec(words) ?? [];
  return word ? `Use a plainer word than “${word}”.` : null;
}

/**
 * Judges one identifier.
 * @param {string} name
 * @returns {string | null} The complaint, or null.
 */
export function judgeName(name) {
  const part = name
    .replace(/^#/, '')
    .split(/(?=[A-Z])|_/)
    .find((part) => preciousPart.test(part.toLowerCase()));
  return part ? `Use a plainer name than “${part}”.` : null;
}

/** @type {import('eslint').Rule.RuleModule} */
export const plainWords = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    /** @param {any} node */
    const judge = (node) => {
      const message = judgeName(node.name);
      if (message !== null) context.report({ node, message });
    };
    return {
      Program() {
        let lastLine = -1;
        for (const { type, value, loc } of context.sourceCode.getAllComments()) {
          if (!loc) continue;
          // Consecutive `//` lines are one comment.
          const goesOn = type === 'Line' && loc.start.line === lastLine + 1;
          lastLine = type === 'Line' ? loc.end.line : -1;
          const message = judgeComment(goesOn ? `… ${value}` : value);
          if (message !== null) context.report({ loc, message });
        }
      },
      Identifier: judge,
      PrivateIdentifier: judge,
    };
  },
};
