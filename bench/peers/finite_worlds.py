"""Random finite worlds, solved densely in numpy and scipy, against `apprentice solve` and `apprentice infer`."""

import json
import pathlib
import subprocess
import sys

import numpy as np
from scipy.optimize import minimize
from scipy.special import logsumexp

ROOT = pathlib.Path(__file__).resolve().parents[2]


def apprentice(command, case):
    done = subprocess.run(
        ["node", str(ROOT / "bin/apprentice.mjs"), command, "-", "--json"],
        input=json.dumps(case), capture_output=True, text=True,
    )
    if done.returncode != 0:
        raise SystemExit(f"apprentice {command} failed: {done.stderr or done.stdout}")
    return json.loads(done.stdout)


def random_world(rng, states, actions, branching):
    P = np.zeros((states, actions, states))
    for s in range(states):
        for a in range(actions):
            to = rng.choice(states, size=min(branching, states), replace=False)
            P[s, a, to] = rng.dirichlet(np.ones(len(to)))
    initial = rng.dirichlet(np.ones(states))
    return P, initial


def sparse(P):
    return [[int(s), int(a), int(t), float(P[s, a, t])] for s, a, t in zip(*np.nonzero(P))]


def soften(Q, prior, alpha):
    """V = alpha log sum_a prior exp(Q / alpha), and the policy; alpha 0 is the maximum, shared among ties."""
    if alpha == 0:
        allowed = np.where(prior > 0, Q, -np.inf)
        V = allowed.max(-1)
        best = np.isclose(allowed, V[..., None], rtol=0, atol=1e-9)
        return V, best / best.sum(-1, keepdims=True)
    with np.errstate(divide="ignore"):
        logits = Q / alpha + np.log(prior)
    V = alpha * logsumexp(logits, axis=-1)
    return V, np.exp(logits - (V / alpha)[..., None])


def solve_infinite(P, r, gamma, alpha, prior):
    V = np.zeros(P.shape[0])
    for _ in range(200_000):
        Q = r + gamma * P @ V
        new, policy = soften(Q, prior, alpha)
        if np.abs(new - V).max() < 1e-13:
            break
        V = new
    return Q, V, policy


def solve_finite(P, r, horizon, gamma, alpha, prior, backup):
    S, A = r.shape
    Q, V, policy = np.zeros((horizon, S, A)), np.zeros((horizon + 1, S)), np.zeros((horizon, S, A))
    for t in reversed(range(horizon)):
        if backup == "posterior":
            with np.errstate(divide="ignore"):
                future = alpha * logsumexp(np.log(P) + V[t + 1] / alpha, axis=-1)
        else:
            future = gamma * P @ V[t + 1]
        Q[t] = r + future
        V[t], policy[t] = soften(Q[t], prior, alpha)
    return Q, V[:horizon], policy


def compare(name, got, expected, tolerance):
    gap = float(np.max(np.abs(np.asarray(got, float) - expected))) if np.size(expected) else 0.0
    scale = max(1.0, float(np.max(np.abs(expected))))
    ok = gap <= tolerance * scale
    print(f"{'ok  ' if ok else 'FAIL'} {name:<44} largest difference {gap:.2e}")
    return ok


def check_solve(rng, index):
    S, A = int(rng.integers(2, 12)), int(rng.integers(1, 5))
    P, initial = random_world(rng, S, A, 4)
    r = rng.normal(size=(S, A)) * rng.choice([0.1, 1, 20])
    alpha = float(rng.choice([0.0, 0.01, 0.5, 1.0, 10.0]))
    gamma = float(rng.choice([0.0, 0.5, 0.9, 0.99]))
    prior = None if index % 2 else rng.dirichlet(np.ones(A), size=S)
    weight = np.ones((S, A)) if prior is None else prior
    case = dict(nStates=S, nActions=A, transitions=sparse(P), reward=r.tolist(), initial=initial.tolist(),
                temperature=alpha, prior=None if prior is None else prior.tolist())
    label = f"#{index} S={S} A={A} alpha={alpha} gamma={gamma}{' prior' if prior is not None else ''}"

    out = apprentice("solve", {**case, "gamma": gamma})
    Q, V, policy = solve_infinite(P, r, gamma, alpha, weight)
    Ppi = np.einsum("sa,sat->st", policy, P)
    occupancy = np.linalg.solve(np.eye(S) - gamma * Ppi.T, initial)
    good = compare(f"{label} Q", out["Q"], Q, 1e-6) & compare(f"{label} V", out["V"], V, 1e-6)
    if alpha > 0:
        good &= compare(f"{label} policy", out["policy"], policy, 1e-6)
        good &= compare(f"{label} occupancy", out["occupancy"], occupancy, 1e-6)

    for backup in ["causal"] if alpha == 0 else ["causal", "posterior"]:
        out = apprentice("solve", {**case, "horizon": 5, "backup": backup})
        Q, V, policy = solve_finite(P, r, 5, 1.0, alpha, weight, backup)
        good &= compare(f"{label} {backup} Q", out["Q"], Q, 1e-6) & compare(f"{label} {backup} V", out["V"], V, 1e-6)
        if backup == "posterior":
            with np.errstate(divide="ignore"):
                log_z = alpha * logsumexp(np.log(initial) + V[0] / alpha)
            good &= compare(f"{label} log Z", out["logPartition"], log_z, 1e-6)
    return good


def check_infer(rng, index):
    S, A, F, T, N = 8, 3, 3, 6, 30
    P, initial = random_world(rng, S, A, 3)
    phi = rng.normal(size=(S, F))
    true = rng.normal(size=F)
    _, _, policy = solve_finite(P, np.repeat((phi @ true)[:, None], A, 1), T, 1.0, 1.0, np.ones((S, A)), "causal")
    demos = []
    for _ in range(N):
        s, steps = rng.choice(S, p=initial), []
        for t in range(T):
            a = rng.choice(A, p=policy[t, s] / policy[t, s].sum())
            steps.append([int(s), int(a)])
            s = rng.choice(S, p=P[s, a])
        demos.append(steps)
    l2 = 0.1
    good = True
    for model in ["causal", "posterior"]:
        def objective(w):
            r = np.repeat((phi @ w)[:, None], A, 1)
            _, V, pi = solve_finite(P, r, T, 1.0, 1.0, np.ones((S, A)), model)
            if model == "causal":
                value = np.mean([sum(np.log(pi[t, s, a]) for t, (s, a) in enumerate(d)) for d in demos])
            else:
                value = np.mean([sum(r[s, a] for s, a in d) for d in demos]) - logsumexp(np.log(initial) + V[0])
            return value - l2 / 2 * w @ w
        best = minimize(lambda w: -objective(w), np.zeros(F), method="BFGS", options=dict(gtol=1e-6))
        out = apprentice("infer", dict(
            nStates=S, nActions=A, transitions=sparse(P), initial=initial.tolist(), stateFeatures=phi.tolist(),
            demonstrations=demos, horizon=T, l2=l2, model=model, objective="likelihood", temperature=1))
        good &= compare(f"infer #{index} {model} weights", out["weights"], best.x, 1e-4)
        good &= compare(f"infer #{index} {model} objective at our weights",
                        [objective(np.asarray(out["weights"]))], np.array([-best.fun]), 1e-8)
    return good


def check_ends(rng, index):
    """No discount: terminal states that pay, an absorbing state that pays nothing, a state that nothing leads to."""
    S, A = 9, 3
    P, _ = random_world(rng, S, A, 4)
    P[:, :, 8] = 0
    P /= P.sum(-1, keepdims=True)
    P[6], P[7] = 0, 0
    P[7, :, 7] = 1
    alpha = float(rng.choice([0.0, 0.001, 0.5]))
    r = -rng.uniform(1, 2, size=(S, A)) * rng.choice([1, 1e6])
    r[6], r[7] = 5, 0
    initial = np.eye(S)[0]
    live = np.array([s not in (6, 7) for s in range(S)])
    V = np.where(live, 0.0, r[:, 0])
    for _ in range(100_000):
        new, policy = soften(r + P @ V, np.ones((S, A)), alpha)
        new = np.where(live, new, V)
        if np.array_equal(new, V):
            break
        V = new
    Ppi = np.einsum("sa,sat->st", policy, P) * live[:, None]
    occupancy = np.linalg.solve(np.eye(S) - Ppi.T, initial)
    entries = [e for e in sparse(P) if e[3] > 0] + [[0, 0, 8, 0.0]]
    halves = [[s, a, t, p / 2] for s, a, t, p in entries for _ in range(2)]
    out = apprentice("solve", dict(nStates=S, nActions=A, transitions=halves, reward=r.tolist(), gamma=1,
                                   initial=initial.tolist(), terminal=[6], temperature=alpha))
    label = f"ends #{index} alpha={alpha} gamma=1"
    return compare(f"{label} V", out["V"], V, 1e-9) & compare(f"{label} visits", out["occupancy"], occupancy, 1e-6)


def check_long_cycle(discount):
    """A ring walked with certainty: state s is visited at s, s + n, s + 2n, ..."""
    n = 50
    ring = [[s, 0, (s + 1) % n, 1.0] for s in range(n)]
    out = apprentice("solve", dict(nStates=n, nActions=1, transitions=ring, reward=[1.0] * n, gamma=discount,
                                   initial=np.eye(n)[0].tolist(), temperature=1e-3))
    visits = discount ** np.arange(n) / (1 - discount**n)
    label = f"ring gamma={discount}"
    return compare(f"{label} V", out["V"], np.full(n, 1 / (1 - discount)), 1e-9) & compare(
        f"{label} visits", out["occupancy"], visits, 1e-6)


def main():
    rng = np.random.default_rng(20261121)
    results = [check_solve(rng, i) for i in range(20)] + [check_infer(rng, i) for i in range(3)]
    results += [check_ends(rng, i) for i in range(5)] + [check_long_cycle(gamma) for gamma in (0.99, 0.9999, 0.999999)]
    print(f"{sum(results)} of {len(results)} worlds agree")
    sys.exit(0 if all(results) else 1)


if __name__ == "__main__":
    main()
