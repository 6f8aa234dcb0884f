"""Files of series that others publish, refused."""

SENTENCES = {
    "published_by_its_bureau_only": (
        "Series that others publish are kept by the bureau of the city, for all who see its "
        "statistics."
    ),
    "published_file_not_given": "Choose a file with a series that others publish.",
    "published_file_lost": "The file did not come along. Choose it once more.",
    "published_too_many": (
        "The file has more than {most} figures, which is more than a page shows. Split it."
    ),
    "published_name_unfit": (
        "The field {field} is longer than {most} characters or has characters that cannot be "
        "shown. Shorten or mend it."
    ),
    "published_kept_already": "{file} is kept already, and nothing in it is new.",
}
