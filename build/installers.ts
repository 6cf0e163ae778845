/** What electron-builder makes: an installer for each system, holding the built app and nothing it does not use. */
import type { Configuration } from 'electron-builder';

/**
 * Switches inside Electron's binary, set before signing. The packaged app is no general Node: it runs its own archive,
 * takes no flags from its surroundings, and notices when the archive was changed.
 */
export const fuses = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  loadBrowserProcessSpecificV8Snapshot: false,
  grantFileProtocolExtraPrivileges: false,
} satisfies Configuration['electronFuses'];

/** Packages that the built app loads at run time; everything else is bundled. */
export const runtimePackages = ['@mujoco/mujoco', 'better-sqlite3', 'ws'];

/** Dependencies of the checkout that have no place in an installer. */
const leftOut = [
  'node_modules/node-*/**', // the Node pinned for scripts; Electron carries its own
  'node_modules/@tensorflow/**', // the installed app computes with its own kernels
  'node_modules/@webgpu/**',
  'node_modules/@types/**',
  'node_modules/{long,node-fetch,seedrandom,tr46,webidl-conversions,whatwg-url}/**', // TensorFlow.js needs them
  'node_modules/@orpc/**',
  'node_modules/zod/**',
  'node_modules/@mujoco/mujoco/mt/**', // its build for several threads
  'node_modules/better-sqlite3/{deps,src}/**',
  '**/*.map',
];

export const installers: Configuration = {
  appId: 'org.apprentice.lab',
  productName: 'Apprentice',
  copyright: 'MIT licence',
  directories: { output: 'out', buildResources: 'build' },
  files: ['dist/**', 'migrations/**', 'package.json', ...leftOut.map((pattern) => `!${pattern}`)],
  asar: true,
  // The core process starts threads and loads a native module: both want real files.
  asarUnpack: ['dist/core/**', 'migrations/**', 'node_modules/**', 'package.json'],
  // better-sqlite3 brings a binary for every system; nothing is compiled.
  npmRebuild: false,
  electronFuses: fuses,
  fileAssociations: [
    {
      ext: 'lab',
      name: 'Apprentice lab',
      description: 'A lab file of Apprentice',
      mimeType: 'application/x-apprentice-lab',
      role: 'Editor',
    },
  ],
  mac: {
    category: 'public.app-category.education',
    icon: 'icon.icns',
    target: [{ target: 'dmg', arch: ['x64', 'arm64'] }],
    hardenedRuntime: true,
    gatekeeperAssess: false,
    entitlements: 'build/entitlements.plist',
    entitlementsInherit: 'build/entitlements.plist',
  },
  win: { icon: 'icon.ico', target: [{ target: 'nsis', arch: ['x64'] }] },
  nsis: { oneClick: false, allowToChangeInstallationDirectory: true, perMachine: false },
  linux: {
    category: 'Science',
    icon: 'icon.png',
    synopsis: 'A lab for imitation and inverse reinforcement learning',
    // A .deb wants the address of a home page, which there is none of yet.
    target: [{ target: 'AppImage', arch: ['x64'] }],
  },
  publish: null,
};
