"use strict";
/* Draws the symbols of the map on a canvas: colour says the clock, shape the state, and the filling
   says the colour again for eyes and prints that have none. Lengths are CSS pixels about (x, y). */
const Symbols = (colours) => {
  const radii = [0, 3, 4.2, 4.8, 6, 7, 8];
  const DONE = 1, HELD = 3, AMBER = 4, RED = 5, URGENT = 6;
  const [CIRCLE, DIAMOND, SQUARE, CROSS] = [0, 1, 2, 3];
  const colourOf = (severity) => {
    if (severity === DONE) return colours.case_done;
    if (severity === HELD) return colours.case_held;
    if (severity === AMBER) return colours.case_amber;
    return severity >= RED ? colours.case_red : colours.case_open;
  };
  const outline = (c, shape, x, y, r) => {
    c.beginPath();
    if (shape === DIAMOND) {
      const d = r * 1.22;
      c.moveTo(x, y - d); c.lineTo(x + d, y); c.lineTo(x, y + d); c.lineTo(x - d, y); c.closePath();
    } else if (shape === SQUARE) {
      c.rect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8);
    } else {
      c.arc(x, y, r, 0, 2 * Math.PI);
    }
  };
  const stroke = (c, colour, width) => { c.strokeStyle = colour; c.lineWidth = width; c.stroke(); };
  const oneCase = (c, x, y, shape, severity, emergency) => {
    const r = radii[severity] + (emergency ? 1 : 0), colour = colourOf(severity);
    if (shape === CROSS) {
      c.beginPath();
      c.moveTo(x - r, y - r); c.lineTo(x + r, y + r); c.moveTo(x - r, y + r); c.lineTo(x + r, y - r);
      stroke(c, colour, 1.3);
      return;
    }
    outline(c, shape, x, y, r);
    stroke(c, colours.case_edge, 3);
    c.fillStyle = severity >= RED ? colour : colours.land;
    c.fill();
    if (severity === AMBER) {
      c.save(); c.beginPath(); c.rect(x - 20, y, 40, 20); c.clip();
      outline(c, shape, x, y, r); c.fillStyle = colour; c.fill(); c.restore();
    }
    if (severity === HELD) {
      c.beginPath(); c.arc(x, y, r * 0.42, 0, 2 * Math.PI); c.fillStyle = colour; c.fill();
    }
    const rim = severity === AMBER && colours.light ? colours.label : colour;
    outline(c, shape, x, y, r);
    stroke(c, rim, severity >= HELD ? 1.7 : 1.4);
    if (!emergency) return;
    c.beginPath(); c.arc(x, y, r + 4, 0, 2 * Math.PI); stroke(c, colour, 1.5);
    c.beginPath(); c.moveTo(x, y - r * 0.62); c.lineTo(x, y + r * 0.12);
    c.moveTo(x, y + r * 0.34); c.lineTo(x, y + r * 0.62);
    stroke(c, severity >= RED ? colours.on_red : rim, 2);
  };
  const radiusOf = (count) => (count < 20 ? 11 : count < 100 ? 13 : count < 500 ? 15.5 : 18.5);
  const cluster = (c, x, y, count, worst, bad) => {
    const r = radiusOf(count), colour = colourOf(worst);
    c.beginPath(); c.arc(x, y, r + 1, 0, 2 * Math.PI); c.fillStyle = colours.case_edge; c.fill();
    c.beginPath(); c.arc(x, y, r, 0, 2 * Math.PI);
    c.fillStyle = worst === URGENT ? colours.case_red : colours.land; c.fill();
    c.beginPath(); c.arc(x, y, r - 1.5, 0, 2 * Math.PI);
    stroke(c, worst <= AMBER ? colour : colours.case_open, worst < HELD ? 1 : 2);
    if (worst >= RED && bad) {
      const share = Math.ceil((8 * bad) / count) / 8;
      c.beginPath(); c.arc(x, y, r - 1.5, -Math.PI / 2, -Math.PI / 2 - share * 2 * Math.PI, true);
      stroke(c, colour, 3.2);
    }
    c.fillStyle = worst === URGENT ? colours.on_red : colours.text;
    c.font = "bold 11px system-ui, sans-serif"; c.textAlign = "center"; c.textBaseline = "middle";
    c.fillText(count < 10000 ? String(count) : Math.floor(count / 1000) + "k", x, y + 0.5);
  };
  const unit = (c, x, y, kind, age, busy) => {
    const own = kind === 1 ? colours.drone : colours.officer;
    const colour = age === 2 ? colours.officer_stale : busy ? colours.officer_busy : own;
    const r = age === 2 ? 1.6 : busy ? 3 : 2.3;
    c.globalAlpha = kind === 1 || busy || age === 2 ? 1 : 0.5;
    c.beginPath();
    if (kind === 1) {
      c.moveTo(x - 1.6 * r, y - 1.6 * r); c.lineTo(x + 1.6 * r, y + 1.6 * r);
      c.moveTo(x - 1.6 * r, y + 1.6 * r); c.lineTo(x + 1.6 * r, y - 1.6 * r);
      stroke(c, colour, age ? 1 : 1.5);
      c.globalAlpha = 1;
      return;
    }
    if (kind === 2) c.rect(x - r - 1, y - r + 0.6, 2 * r + 2, 2 * r - 1.2);
    else c.arc(x, y, r, 0, 2 * Math.PI);
    if (age === 1) stroke(c, colour, 1);
    else { c.fillStyle = colour; c.fill(); }
    c.globalAlpha = 1;
  };
  const name = (c, x, y, text, large) => {
    c.font = (large ? "600 14px" : "12px") + ' system-ui, "Noto Sans CJK SC", sans-serif';
    c.textAlign = "center"; c.textBaseline = "middle"; c.lineJoin = "round";
    c.strokeStyle = colours.label_halo; c.lineWidth = 3.6; c.strokeText(text, x, y);
    c.fillStyle = colours.label; c.fillText(text, x, y);
  };
  return { oneCase, cluster, unit, name };
};
