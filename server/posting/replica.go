package posting

import (
	"net/http"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

// A server may read from a replica of its database, which gets a new post a moment later.
const (
	tries    = 3
	tryEvery = 100 * time.Millisecond
)

// tryAgain calls find for a post that was just made. If find does not find the post, tryAgain calls it again, for as long
// as a replica may lag.
func tryAgain[T any](find func() (T, error)) (found T, err error) {
	for range tries {
		if found, err = find(); !isNotFound(err) {
			break
		}
		time.Sleep(tryEvery)
	}
	return found, err
}

func isNotFound(err error) bool {
	var appErr *model.AppError
	return errors.As(err, &appErr) && appErr.StatusCode == http.StatusNotFound
}
