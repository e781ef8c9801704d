import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Person } from '../../people.ts';
import { type Address, readAddress, writeAddress } from './address.ts';

/** The address bar is the memory of who one is and where; the back button goes where one was. */
export function useAddress(people: readonly Person[]): [Address, (next: Address) => void] {
  const [address, setAddress] = useState(() => readAddress(location.search, people));
  useEffect(() => {
    const back = () => setAddress(readAddress(location.search, people));
    addEventListener('popstate', back);
    return () => {
      removeEventListener('popstate', back);
    };
  }, [people]);
  const go = useCallback((next: Address) => {
    if (writeAddress(next) !== location.search) history.pushState(null, '', writeAddress(next));
    setAddress(next);
  }, []);
  return [address, go];
}
