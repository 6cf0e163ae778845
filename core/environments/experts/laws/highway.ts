import { carBreadth, carLength, driverAcceleration } from '../../highway/traffic.ts';
import { clamp } from '../../space.ts';
import type { HighwaySpec } from '../../spec.ts';
import type { Moment, Script } from '../expert.ts';

const laneWidth = 4;
const wantedSpeed = 30;
const strongest = 4;
const wheelbase = 2.7;
const sharpest = 0.06;
const returning = 1.5;
/** Greatest heading of a lane change, rad, and the pull towards the lane's middle, 1/s. */
const steepest = 0.12;
const pull = 0.8;
const turning = 4;

/** Where the numbers of one lane begin in the observation: gap ahead, relative speed, gap behind, relative speed. */
const laneAt = (lane: number) => 3 + 4 * lane;

/** Bumper to bumper. */
const bumper = (distance: number) => distance - carLength;

/**
 * Rules of the road. Speed: the intelligent driver model (Treiber, Hennecke and Helbing, 2000) towards 30 m/s behind the
 * nearest car of every lane it is in or moving to. Lane: to the neighbouring one where the model could accelerate by at
 * least 0.3 m/s^2 more, if one second to the car ahead and 6 m to the car behind stay free there after two seconds of closing (the
 * incentive and safety rules of MOBIL; Kesting, Treiber and Helbing, 2007). Steering towards the lane's middle at offset o:
 *
 *     heading wanted = clip(0.8 o / v, +-0.12),    tan(0.06 a_1) v / 2.7 = 4 (heading wanted - heading) + 1.5 heading
 */
export const highwayDriver = ({ lanes }: HighwaySpec): Script => ({
  id: 'driver',
  name: 'Rules of the road',
  description: 'Keeps its lane, follows at a safe distance, and overtakes where the next lane is free.',
  create() {
    const middle = (lane: number) => (lane + 0.5 - lanes / 2) * laneWidth;
    let target: number | null = null;

    const follow = ({ observation }: Moment, lane: number) => {
      const speed = observation[2];
      const [gap, ahead] = [observation[laneAt(lane)], observation[laneAt(lane) + 1]];
      return driverAcceleration(speed, wantedSpeed, bumper(gap), speed + ahead);
    };

    const free = ({ observation }: Moment, lane: number) => {
      const at = laneAt(lane);
      const room = bumper(observation[at]) - Math.max(0, -observation[at + 1]) * 2;
      const behind = bumper(observation[at + 2]) - Math.max(0, observation[at + 3]) * 2;
      return room > observation[2] && behind > 6;
    };

    /** The better of the neighbouring lanes, or the lane itself. */
    const choose = (moment: Moment, lane: number) => {
      let best = lane;
      let most = follow(moment, lane) + 0.3;
      for (const next of [lane + 1, lane - 1]) {
        if (next < 0 || next >= lanes || !free(moment, next)) continue;
        const possible = follow(moment, next);
        if (possible <= most) continue;
        best = next;
        most = possible;
      }
      return best;
    };

    return {
      begin: () => {
        target = null;
      },
      act(moment, action) {
        const { observation } = moment;
        const [y, heading, speed] = [observation[0], observation[1], observation[2]];
        const inLane = (lane: number) => Math.abs(y - middle(lane)) < (laneWidth + carBreadth) / 2;
        target ??= clamp(Math.floor(y / laneWidth + lanes / 2), 0, lanes - 1);
        if (Math.abs(y - middle(target)) < 0.3) target = choose(moment, target);
        let acceleration = follow(moment, target);
        for (let lane = 0; lane < lanes; lane++)
          if (inLane(lane)) acceleration = Math.min(acceleration, follow(moment, lane));
        const wanted = clamp((pull * (middle(target) - y)) / Math.max(speed, 5), -steepest, steepest);
        const turn = turning * (wanted - heading) + returning * heading;
        action[0] = acceleration / strongest;
        action[1] = Math.atan((turn * wheelbase) / Math.max(speed, 1)) / sharpest;
      },
    };
  },
});
