package kv

import (
	"strings"

	"github.com/mattermost/mattermost/server/public/model"
	"github.com/pkg/errors"
)

const keysPerPage = 1000

// Lister lists keys by pages.
type Lister interface {
	KVList(page, perPage int) ([]string, *model.AppError)
}

// Keys returns all keys that begin with one of the prefixes. It reads all pages before it returns, because removing a
// key moves the pages. The server can't list a part of the keys, so this takes a query for each thousand.
func Keys(api Lister, prefixes ...string) ([]string, error) {
	var keys []string
	for page := 0; ; page++ {
		some, appErr := api.KVList(page, keysPerPage)
		if appErr != nil {
			return nil, errors.Wrap(appErr, "failed to list the keys")
		}
		for _, key := range some {
			for _, prefix := range prefixes {
				if strings.HasPrefix(key, prefix) {
					keys = append(keys, key)
				}
			}
		}
		if len(some) < keysPerPage {
			return keys, nil
		}
	}
}
