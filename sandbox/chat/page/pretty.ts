/** A body as people like to read it: JSON indented, a form unpacked and the JSON within it too. */
export function pretty(body: string, contentType = ''): string {
  if (contentType.includes('application/x-www-form-urlencoded')) {
    const fields = [...new URLSearchParams(body)].map(([name, value]) => [name, unpacked(value)]);
    return JSON.stringify(Object.fromEntries(fields), null, 2);
  }
  const value = unpacked(body);
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

function unpacked(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
