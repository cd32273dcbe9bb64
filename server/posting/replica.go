package posting

import "time"

// A server may read from a replica of its database, which gets a new post a moment later.
const (
	tries    = 3
	tryEvery = 100 * time.Millisecond
)

// tryAgain does something with a post just made, and again where it fails, for as long as a replica may lag.
func tryAgain[T any](do func() (T, error)) (done T, err error) {
	for range tries {
		if done, err = do(); err == nil {
			break
		}
		time.Sleep(tryEvery)
	}
	return done, err
}
