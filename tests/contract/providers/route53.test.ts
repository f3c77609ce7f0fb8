import { promisesOf } from '../promises';

promisesOf('route53');
