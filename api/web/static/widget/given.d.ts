/** What the server writes at the head of the files. Loader and widget each get their own words and styles. */
import type { Contact, Said } from "./types";

export const WORDS: Record<string, { dir: "ltr" | "rtl"; say: Record<string, string | Said> }>;
export const STYLES: string;
/** Loader only. */
export const URGENT: {
  contacts: { value: string; keyword: string | null; href: string }[];
  by: Record<string, { heading: string | Said; names: [string, string | null][] }>;
};
export const WIDGET: { path: string; integrity: string };
export const EXIT: string;
/** Widget only. */
export const LANGUAGES: { locale: string; name: string; dir: "ltr" | "rtl" }[];
