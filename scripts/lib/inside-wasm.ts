/**
 * Libraries that are compiled into the binary of tfjs's WASM backend, whose package brings no words for them. tfjs's own build names
 * them (XNNPACK, and what that needs), and the binary calls itself Emscripten's. Who holds the rights is taken from the `copyright`
 * files of Debian 12's packages of the same libraries. LLVM's runtime is left out: its exception asks for no notice in binaries.
 */
export const HOST_PACKAGE = '@tensorflow/tfjs-backend-wasm';

export const INSIDE_WASM: readonly {
  readonly name: string;
  readonly licence: string;
  readonly holders: string;
}[] = [
  {
    name: 'cpuinfo',
    licence: 'BSD-2-Clause',
    holders:
      '2010-2018 Marat Dukhan, 2012-2017 Georgia Institute of Technology, 2017-2018 Facebook Inc., 2019 Google LLC',
  },
  { name: 'Emscripten', licence: 'MIT', holders: '2010-2022 The Emscripten Authors' },
  {
    name: 'FP16',
    licence: 'MIT',
    holders: '2017 Facebook Inc., 2017 Georgia Institute of Technology, 2019 Google LLC',
  },
  { name: 'FXdiv', licence: 'MIT', holders: '2016-2017 Marat Dukhan, 2017 Facebook Inc.' },
  { name: 'musl', licence: 'MIT', holders: '2005-2020 Rich Felker, et al.' },
  {
    name: 'pthreadpool',
    licence: 'BSD-2-Clause',
    holders: '2015-2017 Georgia Institute of Technology, 2017 Facebook Inc., 2019 Google LLC',
  },
  {
    name: 'XNNPACK',
    licence: 'BSD-3-Clause',
    holders: '2019-2020 Google LLC, Facebook, Inc. and its affiliates, 2018 Marat Dukhan',
  },
];
