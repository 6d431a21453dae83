export declare const root: string;
export declare const pnpmVersion: string;
export declare const newerNodeVersion: string;
