export {
  type ChosenEngine,
  createEngine,
  type EnginePreference,
  type EngineWish,
  gpuWorthwhile,
} from './choose.ts';
export {
  type AdamSettings,
  adamDefaults,
  type Engine,
  type EngineKind,
  type EngineUsage,
  type Network,
  type NetworkStart,
} from './engine.ts';
export { createFusedEngine } from './fused/engine.ts';
export { initialParameters } from './initialise.ts';
export { huberError, type Loss, squaredError } from './losses.ts';
export { decodeNetwork, encodeNetwork, type SavedNetwork } from './saved.ts';
export {
  layersOf,
  multiplications,
  type NetworkShape,
  networkShapeSchema,
  parameterCountOf,
  parseShape,
  sameShape,
} from './shape.ts';
export type { LoadedTensorFlow, TensorFlowBackend } from './tensorflow/backend.ts';
export { createTensorFlowEngine, type TensorFlowEngine, tensorFlowEngineOf } from './tensorflow/engine.ts';
