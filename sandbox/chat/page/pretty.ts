/** A body as people like to read it: JSON indented, a form unpacked and the JSON within it too. */
export function pretty(body: string, contentType = ''): string {
  // The chat keeps the payload of a form that carries nothing else.
  if (contentType.includes('application/x-www-form-urlencoded') && !looksLikeJson(body)) {
    const fields = [...new URLSearchParams(body)].map(([name, value]) => [name, unpacked(value)]);
    return JSON.stringify(Object.fromEntries(fields), null, 2);
  }
  const value = unpacked(body);
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

const looksLikeJson = (text: string) => /^\s*[[{]/.test(text);

function unpacked(text: string): unknown {
  if (!looksLikeJson(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
