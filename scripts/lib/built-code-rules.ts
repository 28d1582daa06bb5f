import type { BuiltFile } from './built-files.ts';

/** Something that the built extension must hold to. */
interface Rule {
  readonly name: string;
  /** What is wrong, a sentence each; empty where the rule is kept. */
  check(files: readonly BuiltFile[]): string[];
}

const MAKES_CODE_FROM_TEXT = /\beval\(|\bFunction\(\s*["'`]|\bnew Function\b/g;
const LOADS_REMOTE_CODE =
  /\bimport\(\s*["'`]https?:|\bimportScripts\(|<script[^>]*\ssrc=["']?(https?:)?\/\//g;
const ADDRESS = /\bhttps?:\/\/[a-z0-9.-]+/gi;

/** Names of namespaces and addresses in error messages; nothing of this is ever loaded. */
const HARMLESS_ADDRESSES = new Set(['http://www.w3.org', 'https://www.w3.org']);

/**
 * The flags that TensorFlow.js registers as a side effect of being imported; bundlers have dropped that, and then
 * the backends run with wrong settings or not at all.
 */
const NEEDED_FLAGS = [
  'WASM_HAS_SIMD_SUPPORT',
  'WASM_HAS_MULTITHREAD_SUPPORT',
  'WEBGL_VERSION',
  'WEBGPU_CPU_FORWARD',
  'CHECK_COMPUTATION_FOR_ERRORS',
];

function occurrences(files: readonly BuiltFile[], pattern: RegExp): { file: BuiltFile; found: string }[] {
  return files.flatMap((file) =>
    [...(file.text ?? '').matchAll(pattern)].map(([found]) => ({ file, found })),
  );
}

function forbid(name: string, pattern: RegExp): Rule {
  return {
    name,
    check: (files) =>
      occurrences(files, pattern).map(({ file, found }) => `${file.path} contains ${JSON.stringify(found)}.`),
  };
}

/** The default of Manifest V3, and leave to compile WebAssembly, which Chromium has asked for since version 103. */
const CONTENT_POLICY = { extension_pages: "script-src 'self' 'wasm-unsafe-eval'; object-src 'self'" };

const isScript = (file: BuiltFile) => /\.m?js$/.test(file.path);

export const BUILT_CODE_RULES: readonly Rule[] = [
  forbid('no code made from text', MAKES_CODE_FROM_TEXT),
  forbid('no remote code', LOADS_REMOTE_CODE),
  {
    name: 'no addresses of other machines',
    check: (files) =>
      occurrences(files, ADDRESS)
        .filter(({ found }) => !HARMLESS_ADDRESSES.has(found.toLowerCase()))
        .map(({ file, found }) => `${file.path} names ${found}.`),
  },
  {
    name: 'the content policy of Manifest V3',
    check: (files) => {
      const manifest = files.find((file) => file.path === 'manifest.json')?.text;
      if (manifest === undefined) return ['There is no manifest.json.'];
      const { manifest_version, content_security_policy } = JSON.parse(manifest) as Record<string, unknown>;
      const isStrict = [undefined, JSON.stringify(CONTENT_POLICY)].includes(
        JSON.stringify(content_security_policy),
      );
      return [
        ...(manifest_version === 3 ? [] : ['The manifest is not of version 3.']),
        ...(isStrict ? [] : ['The manifest loosens the content policy.']),
      ];
    },
  },
  {
    name: 'the flags of TensorFlow.js are registered',
    check: (files) => {
      const scripts = files.filter(isScript);
      return NEEDED_FLAGS.filter((flag) => {
        const registration = new RegExp(`registerFlag\\(\\s*["'\`]${flag}["'\`]`);
        return !scripts.some((file) => registration.test(file.text ?? ''));
      }).map((flag) => `No script registers ${flag}.`);
    },
  },
];
