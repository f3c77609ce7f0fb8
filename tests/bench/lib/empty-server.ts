/** A program for `node -e`: the smallest HTTP server there is, on $PORT of the loopback. */
export const EMPTY_SERVER = "require('http').createServer((_, r) => r.end('ok')).listen(process.env.PORT, '127.0.0.1')";
