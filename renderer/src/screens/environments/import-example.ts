/** A small explicit MDP that shows every entry of the format. */
export const coinExample = `{
  "name": "Umbrella",
  "notes": "Carry an umbrella or not; the weather decides.",
  "spec": {
    "kind": "explicit",
    "states": ["dry morning", "wet morning", "home"],
    "actions": ["carry", "leave"],
    "transitions": [
      { "from": "dry morning", "action": "carry", "to": "home", "probability": 1 },
      { "from": "dry morning", "action": "leave", "to": "home", "probability": 0.9 },
      { "from": "dry morning", "action": "leave", "to": "wet morning", "probability": 0.1 },
      { "from": "wet morning", "action": "carry", "to": "home", "probability": 1 },
      { "from": "wet morning", "action": "leave", "to": "wet morning", "probability": 0.5 },
      { "from": "wet morning", "action": "leave", "to": "home", "probability": 0.5 }
    ],
    "rewards": [
      { "state": "dry morning", "action": "carry", "reward": -0.2 },
      { "state": "wet morning", "action": "leave", "reward": -1 },
      { "state": "home", "reward": 1 }
    ],
    "initial": { "dry morning": 0.7, "wet morning": 0.3 },
    "terminal": ["home"],
    "maxSteps": 20
  }
}
`;
