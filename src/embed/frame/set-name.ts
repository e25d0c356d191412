/** Returns the name of the first StatefulSet of a manifest, without parsing the YAML; undefined if it is not found. */
export function setNameIn(text: string): string | null {
  const document = text.split(/^---.*$/m).find((part) => /^kind:\s*["']?StatefulSet\b/m.test(part));
  return document === undefined
    ? null
    : (/^metadata:\s*\n(?:\s+.*\n)*?\s+name:\s*["']?([\w.-]{1,63})/m.exec(document)?.[1] ?? null);
}
