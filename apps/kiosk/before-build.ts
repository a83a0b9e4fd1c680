/** The shell is bundled whole: electron-builder is neither to collect packages nor to build any. */
export const beforeBuild = (): boolean => false;
