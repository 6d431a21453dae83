/** An integer in a string, or an empty string for none. */
export const integerPattern = '^(?:-?[0-9]{1,9})?$';
