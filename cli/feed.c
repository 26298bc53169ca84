#include "cli/feed.h"

#include <string.h>

void feed_init(struct feed *feed, char **paths, int count, enum form form)
{
        memset(feed, 0, sizeof *feed);
        feed->paths = paths;
        feed->count = count;
        feed->form = form;
}

void feed_close(struct feed *feed)
{
        if (feed->is_open) {
                source_close(&feed->source);
                feed->is_open = false;
        }
}

/* What is to be said of the input; ITEM_END where there is nothing. */
static struct item complain(struct feed *feed)
{
        struct item item;

        memset(&item, 0, sizeof item);
        item.what = ITEM_END;
        item.name = feed->source.input.name;
        item.status = source_complain(&feed->source, feed->complaint);
        if (item.status != STATUS_OK) {
                item.what = ITEM_COMPLAINT;
                item.data = (uint8_t *)feed->complaint;
                item.len = strlen(feed->complaint);
        }
        return item;
}

/* Opens the next input. False with what is to be said of it. */
static bool open_next(struct feed *feed, struct item *item)
{
        feed->is_open = source_open(&feed->source, feed->paths[feed->next], feed->form);
        feed->next++;
        if (!feed->is_open) {
                *item = complain(feed);
        }
        return feed->is_open;
}

/* Goes on in the input that is open, or opens the next one. ITEM_END where that brought nothing. */
static struct item step(struct feed *feed)
{
        struct item item;

        if (!feed->is_open && !open_next(feed, &item)) {
                return item;
        }
        item = source_next(&feed->source);
        if (item.what == ITEM_END) {
                item = complain(feed);
                feed_close(feed);
        }
        return item;
}

/* The next item that says something, or ITEM_END where no input is left. */
static struct item advance(struct feed *feed)
{
        struct item item;

        memset(&item, 0, sizeof item);
        item.what = ITEM_END;
        while (item.what == ITEM_END && (feed->is_open || feed->next < feed->count)) {
                item = step(feed);
        }
        return item;
}

struct item *feed_look(struct feed *feed)
{
        if (!feed->looked) {
                feed->looked = true;
                feed->item = advance(feed);
        }
        return &feed->item;
}

void feed_take(struct feed *feed)
{
        feed->looked = false;
}
