import { describeMatrix } from '../setup/crash/describe-matrix';

describeMatrix(({ strikes }) => strikes === 'worker');
