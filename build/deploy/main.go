// Command deploy uploads the plugin's bundle to a running Mattermost server and enables it.
//
// MM_SERVICESETTINGS_SITEURL names the server, and MM_ADMIN_TOKEN, or MM_ADMIN_USERNAME and MM_ADMIN_PASSWORD, the
// administrator.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/mattermost/mattermost/server/public/model"
)

const timeout = 2 * time.Minute

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: deploy BUNDLE")
	}
	if err := deploy(os.Args[1]); err != nil {
		log.Fatalf("deploy: %v", err)
	}
}

func deploy(bundle string) error {
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	client, err := logIn(ctx)
	if err != nil {
		return err
	}
	file, err := os.Open(bundle)
	if err != nil {
		return err
	}
	defer file.Close()

	manifest, _, err := client.UploadPluginForced(ctx, file)
	if err != nil {
		return fmt.Errorf("failed to upload the bundle (does PluginSettings.EnableUploads allow it?): %w", err)
	}
	if _, err := client.EnablePlugin(ctx, manifest.Id); err != nil {
		return fmt.Errorf("failed to enable the plugin: %w", err)
	}
	log.Printf("%s %s is running on %s", manifest.Name, manifest.Version, client.URL)
	return nil
}

func logIn(ctx context.Context) (*model.Client4, error) {
	url := os.Getenv("MM_SERVICESETTINGS_SITEURL")
	if url == "" {
		return nil, errors.New("set MM_SERVICESETTINGS_SITEURL to the server's address")
	}
	client := model.NewAPIv4Client(url)
	if token := os.Getenv("MM_ADMIN_TOKEN"); token != "" {
		client.SetToken(token)
		return client, nil
	}
	name, password := os.Getenv("MM_ADMIN_USERNAME"), os.Getenv("MM_ADMIN_PASSWORD")
	if name == "" || password == "" {
		return nil, errors.New("set MM_ADMIN_TOKEN to an administrator's token")
	}
	if _, _, err := client.Login(ctx, name, password); err != nil {
		return nil, fmt.Errorf("failed to log in: %w", err)
	}
	return client, nil
}
