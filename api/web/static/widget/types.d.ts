/** The reply of `POST /v1/conversations`, as far as the widget reads it, and what the widget's parts share. */
export interface Said {
  text: string;
  lang: string;
  dir: string;
  lines?: { text: string; picture: string }[];
}

export interface Contact {
  label?: string;
  name?: string;
  value: string | null;
  keyword: string | null;
  href: string | null;
  note: string | null;
  remark?: string | null;
  /** Of opening hours: whether it is open as the reply is made. */
  now?: { open: boolean; says: Said[] };
  source?: { title: string; url: string | null; dated: string };
}

export interface Question extends Said {
  slot: string;
  kind: "one" | "many" | "confirm" | "after_alert";
  options: { value: string; label: string; lang: string; dir: string; help: string | null; picture: string | null }[];
  parts: { why?: Said; help?: Said };
}

export interface Service {
  name: string;
  place_label: string;
  place: string;
  contacts: Contact[];
  ask_person: string | null;
  who_for: string[];
  why: string;
  rule: string;
  parts: Record<string, Said | undefined>;
}

export interface Outcome {
  title: string;
  emergency: boolean;
  services: Service[];
  tips: Said[];
  adjustments: { label: string; says: Said }[];
}

export interface Urgent {
  active: boolean;
  tier: string;
  heading: Said;
  lines: Said[];
  contacts: Contact[];
}

export interface Reply {
  messages: (Said & { id: string; kind: string })[];
  question: Question | null;
  outcome: Outcome | null;
  understood: Record<string, unknown>;
  said: { slot: string; label: string }[];
  left_text: string | null;
  why_not: Said[];
  words: (Said & { term: string; means: string })[];
  offer: (Said & { locale: string }) | null;
  urgent: Urgent;
  locale: string;
  dir: string;
  draft: boolean;
  easy: boolean;
}

export interface Settings {
  locale: string;
  audience: "parent" | "partner" | "professional";
  area: string;
  need: string;
  display: "inline" | "corner";
  mode: "page" | "frame" | "inside";
  accent: string;
  radius: number | null;
  scheme: "auto" | "light" | "dark";
}

/** What the loader hands to the widget. */
export interface Place {
  body: HTMLElement;
  base: string;
  settings: Settings;
  /** Puts the loader's own words and numbers into another language. */
  speak(locale: string): void;
  /** Ends when the person leaves: nothing may be shown after. */
  until: AbortSignal;
}
