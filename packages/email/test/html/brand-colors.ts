/** Colours that agencies have, from one end to the other, and the hard ones in the middle. */
export const brandColors = [
  undefined,
  ...['#000000', '#ffffff', '#767676', '#808080', '#ffcc00', '#ff6600', '#00ff88', '#c8102e'],
  ...['#0b4a6f', '#663399', '#7fb069', '#fffffe', '#010203', '#ff00ff', '#0000ff', '#e0e0e0'],
];
