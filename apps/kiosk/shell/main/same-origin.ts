/** True for an address of `home`'s own origin. By parts: Node gives the origin of every custom scheme as the string `null`. */
export function isSameOrigin(address: string, home: URL): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === home.protocol && url.host === home.host && url.username === '' && url.password === '';
}
